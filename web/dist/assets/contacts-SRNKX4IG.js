import{D as t,G as i}from"./chunk-2VMT57P3.js";function n(){return t(i,{children:"This screen is being built."})}export{n as default};
